//! Headers of a served file. A browser must use exactly the stated type: it may not guess another, run anything in the
//! file, or embed it on another site; a document is downloaded, not displayed.

use domain::archive::{FileId, FileKind, Visibility};

const FILE_NAME_DIGITS: usize = 12;

/// The `ETag` of a file: the content under a file's name never changes.
pub fn file_etag(file: FileId) -> String {
    format!("\"{file}\"")
}

pub fn file_headers(file: FileId, kind: FileKind, visibility: Visibility) -> [(&'static str, String); 7] {
    // A restricted file is requested again each time and is not stored on shared computers.
    let cache = match visibility {
        Visibility::Public => "public, max-age=31536000, immutable",
        // Cached copies of a file that may be hidden expire within minutes; while it is shown, its bytes are not sent
        // again.
        Visibility::WhileShown => "private, max-age=300",
        Visibility::Restricted => "private, no-store",
    };
    let disposition = if kind.is_image() {
        "inline".to_owned()
    } else {
        let name: String = file.to_string().chars().take(FILE_NAME_DIGITS).collect();
        format!("attachment; filename=\"{name}.pdf\"")
    };
    [
        ("content-type", kind.content_type().to_owned()),
        ("cache-control", cache.to_owned()),
        ("etag", file_etag(file)),
        ("content-disposition", disposition),
        ("x-content-type-options", "nosniff".to_owned()),
        ("content-security-policy", "default-src 'none'; sandbox; frame-ancestors 'none'".to_owned()),
        ("cross-origin-resource-policy", "same-origin".to_owned()),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_given_out_as_what_it_is() {
        let file = FileId::of(b"x");
        let header = |kind, visibility, name: &str| {
            file_headers(file, kind, visibility)
                .into_iter()
                .find(|(known, _)| *known == name)
                .map(|(_, value)| value)
                .unwrap()
        };
        for (kind, content_type, disposition) in [
            (FileKind::Jpeg, "image/jpeg", "inline"),
            (FileKind::Png, "image/png", "inline"),
            (FileKind::Webp, "image/webp", "inline"),
            (FileKind::Pdf, "application/pdf", "attachment; filename=\"2d711642b726.pdf\""),
        ] {
            for (visibility, cache) in [
                (Visibility::Public, "public, max-age=31536000, immutable"),
                (Visibility::WhileShown, "private, max-age=300"),
                (Visibility::Restricted, "private, no-store"),
            ] {
                assert_eq!(header(kind, visibility, "content-type"), content_type);
                assert_eq!(header(kind, visibility, "content-disposition"), disposition);
                assert_eq!(header(kind, visibility, "cache-control"), cache);
                assert_eq!(header(kind, visibility, "x-content-type-options"), "nosniff");
                assert!(header(kind, visibility, "content-security-policy").contains("sandbox"));
                assert_eq!(header(kind, visibility, "etag").len(), 66);
            }
        }
    }
}
