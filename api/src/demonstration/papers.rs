//! Papers of the demonstration (示范数据): signature sheets, materials and a picture, generated from their numbers
//! alone.
//!
//! Invariant: everything that the demonstration attaches is in [`all`], which the gate stores in the Archive before the
//! community is seeded, so that no link is broken. They are in the archive's form: cleaning does not change them.

use crate::answer::HandlerResult;
use crate::archive::sql;
use crate::bind;
use crate::db::Db;
use domain::archive::cleaning::chunk_crc;
use domain::archive::{FileId, FileKind, FilePurpose, Owner, attachment_visibility};
use domain::ids::MemberId;
use domain::time::UtcMillis;

/// Signature sheets: one for each meeting held for a case of the demonstration.
pub const SHEETS: u32 = 14;

/// All papers.
pub fn all_papers() -> Vec<Vec<u8>> {
    (1..=SHEETS).map(signature_sheet).chain([plan_paper(), forum_paper(), draw_bins()]).collect()
}

pub fn signature_sheet(number: u32) -> Vec<u8> {
    let numbered = format!("签到表 第{number}号");
    document(&[&numbered, "示范数据：没有人在这里签过名。"])
}

/// The material of the meeting that decides.
pub fn plan_paper() -> Vec<u8> {
    document(&["充电车棚建设方案", "示范数据：四十个车位，退后三米，自动断电。"])
}

/// The material of the forum.
pub fn forum_paper() -> Vec<u8> {
    document(&["夜间停车情况说明", "示范数据：数字都是编的。"])
}

/// Registers a paper and attaches it, as uploaded by `by` at that moment.
pub fn attach_paper(
    db: &dyn Db,
    (bytes, caption): (&[u8], &str),
    (owner, purpose): (Owner, FilePurpose),
    (by, at): (MemberId, UtcMillis),
) -> HandlerResult<FileId> {
    let (file, size) = (FileId::of(bytes), u32::try_from(bytes.len()).unwrap_or(u32::MAX));
    let kind = if bytes.starts_with(b"%PDF") { FileKind::Pdf } else { FileKind::Png };
    db.run(sql::REGISTER, bind![file, kind.as_str(), size, at])?;
    if db.run(sql::BROUGHT, bind![file, by])?.is_empty() {
        db.run(sql::BRING, bind![file, by, size, at])?;
    }
    let (to, id) = (owner.kind().as_str(), owner.id());
    let found = db.run(sql::ATTACHED, bind![purpose.as_str(), file, to, id.as_str()])?;
    let last = found.first().map_or(Ok(0), |row| row.count(1))?;
    let seen = attachment_visibility(owner.kind(), purpose).as_str();
    db.run(sql::ATTACH, bind![to, id, last + 1, file, purpose.as_str(), seen, caption, by, at])?;
    Ok(file)
}

/// A page with a title and a line, in a font that PDF readers supply for Chinese.
fn document(lines: &[&str]) -> Vec<u8> {
    let lines = lines.iter().zip([(24, 760), (14, 720)]).map(|(line, (size, height))| {
        let units: String =
            line.encode_utf16().flat_map(|unit| format!("{unit:04X}").into_bytes()).map(char::from).collect();
        format!("BT /F1 {size} Tf 60 {height} Td <{units}> Tj ET\n")
    });
    let text = lines.collect::<Vec<_>>().concat();
    let stream = format!("<< /Length {} >>\nstream\n{text}endstream", text.len());
    let objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
        stream.as_str(),
        "<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UCS2-H /DescendantFonts [6 0 R] >>",
        "<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light \
         /CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 2 >> /FontDescriptor 7 0 R >>",
        "<< /Type /FontDescriptor /FontName /STSong-Light /Flags 6 /FontBBox [-25 -254 1000 880] /ItalicAngle 0 \
         /Ascent 880 /Descent -120 /CapHeight 880 /StemV 93 >>",
    ];
    let (mut file, mut places) = (String::from("%PDF-1.4\n"), vec![]);
    for (at, object) in objects.iter().enumerate() {
        places.push(format!("{:010} 00000 n \n", file.len()));
        file += &[&(at + 1).to_string(), " 0 obj\n", object, "\nendobj\n"].concat();
    }
    let (start, count, places) = (file.len(), objects.len() + 1, places.concat());
    let table = format!("xref\n0 {count}\n0000000000 65535 f \n{places}");
    let end = format!("trailer\n<< /Size {count} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF");
    [file, table, end].concat().into_bytes()
}

const WIDTH: usize = 160;
const HEIGHT: usize = 100;
/// Sky, ground, wall, window, bin, lid.
const COLOURS: [[u8; 3]; 6] =
    [[205, 226, 240], [196, 190, 178], [231, 222, 205], [122, 152, 176], [62, 122, 84], [40, 84, 58]];

/// A drawing: three bins before a house.
pub fn draw_bins() -> Vec<u8> {
    let colour = |x: usize, y: usize| -> u8 {
        let (in_bin, lid) = ((x % 36) > 8 && (20..128).contains(&x), y < 66);
        match (x, y) {
            (_, 60..88) if in_bin => {
                if lid {
                    5
                } else {
                    4
                }
            }
            (_, 78..) => 1,
            (24..136, 14..78) if (x / 14).is_multiple_of(2) && !(y / 12).is_multiple_of(2) => 3,
            (24..136, 14..78) => 2,
            _ => 0,
        }
    };
    let mut rows = vec![];
    for y in 0..HEIGHT {
        rows.push(0);
        rows.extend((0..WIDTH / 2).map(|pair| colour(pair * 2, y) << 4 | colour(pair * 2 + 1, y)));
    }
    let mut image = b"\x89PNG\r\n\x1a\n".to_vec();
    let side = |points: usize| u32::try_from(points).unwrap_or_default().to_be_bytes();
    chunk(&mut image, *b"IHDR", &[&side(WIDTH)[..], &side(HEIGHT), &[4, 3, 0, 0, 0]].concat());
    chunk(&mut image, *b"PLTE", COLOURS.as_flattened());
    chunk(&mut image, *b"IDAT", &stored(&rows));
    chunk(&mut image, *b"IEND", &[]);
    image
}

fn chunk(image: &mut Vec<u8>, kind: [u8; 4], data: &[u8]) {
    image.extend(u32::try_from(data.len()).unwrap_or_default().to_be_bytes());
    image.extend(kind);
    image.extend(data);
    image.extend(chunk_crc(&kind, data).to_be_bytes());
}

/// A zlib stream of one block that is not compressed: short enough for that.
fn stored(data: &[u8]) -> Vec<u8> {
    let length = u16::try_from(data.len()).unwrap_or(u16::MAX);
    let (mut low, mut high) = (1_u32, 0_u32);
    for byte in data {
        low = (low + u32::from(*byte)) % 65_521;
        high = (high + low) % 65_521;
    }
    let [head, block] = [vec![0x78, 0x01, 0x01], [length.to_le_bytes(), (!length).to_le_bytes()].concat()];
    [head, block, data.to_vec(), (high << 16 | low).to_be_bytes().to_vec()].concat()
}
