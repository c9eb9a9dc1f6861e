//! A process's recorded writes, read back, and what a disk may hold of them after a cut.
//!
//! Invariant: data written to a file before a completed sync of that file is on the disk; any part of later data may be
//! there or not.

use std::collections::BTreeMap;
use std::path::Path;

/// Number of bytes that a disk writes as a unit.
const SECTOR: usize = 512;

#[derive(Debug, Clone)]
pub enum DiskEvent {
    Write {
        offset: usize,
        bytes: Vec<u8>,
    },
    Truncate {
        length: usize,
    },
    Remove,
    Rename {
        to: String,
    },
    Sync,
    /// A client read the answer to the command with this key.
    Answered {
        key: String,
    },
}

#[derive(Debug, Clone)]
pub struct Event {
    pub file: String,
    pub what: DiskEvent,
}

/// A mark among the writes, as the recording library writes it.
pub fn encode_mark(what: u8, key: &str) -> Vec<u8> {
    let length = u32::try_from(key.len()).expect("a key");
    [&[what][..], &0u16.to_le_bytes(), &0u64.to_le_bytes(), &length.to_le_bytes(), key.as_bytes()].concat()
}

pub fn read_events(path: &Path) -> Vec<Event> {
    let bytes = std::fs::read(path).expect("the record");
    let (mut rest, mut events) = (bytes.as_slice(), vec![]);
    while rest.len() >= 15 {
        let path_length = usize::from(u16::from_le_bytes([rest[1], rest[2]]));
        let offset = u64::from_le_bytes(rest[3..11].try_into().expect("eight bytes"));
        let length = u32::from_le_bytes(rest[11..15].try_into().expect("four bytes")) as usize;
        let end = 15 + path_length + length;
        // The kill may have cut off the last entry.
        let (Some(name), Some(data)) = (rest.get(15..15 + path_length), rest.get(15 + path_length..end)) else { break };
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        let offset = usize::try_from(offset).expect("an offset");
        let what = match rest[0] {
            b'W' => DiskEvent::Write { offset, bytes: data.to_vec() },
            b'T' => DiskEvent::Truncate { length: offset },
            b'U' => DiskEvent::Remove,
            b'R' => DiskEvent::Rename { to: text(data) },
            b'S' => DiskEvent::Sync,
            b'K' => DiskEvent::Answered { key: text(data) },
            other => panic!("the record is damaged: {other}"),
        };
        events.push(Event { file: text(name), what });
        rest = &rest[end..];
    }
    events
}

#[derive(Debug, Clone, Default)]
struct File {
    durable: Option<Vec<u8>>,
    /// Writes since the last sync, in order.
    pending: Vec<DiskEvent>,
    /// The durable state before the last sync, for a disk that only claims to sync.
    before: Option<Vec<u8>>,
}

/// The files as they were written, and the durable part of them.
#[derive(Debug, Clone, Default)]
pub struct Disk {
    files: BTreeMap<String, File>,
}

/// What survives of the data without a completed sync.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Survives {
    Nothing,
    All,
    /// Each write at random, so that later ones may survive without earlier ones.
    Some,
    /// The same, with writes cut in the middle.
    Torn,
    /// Nothing, and the data of each file's last sync is lost too: a disk that lied. A control.
    LessThanPromised,
}

fn apply(content: &mut Option<Vec<u8>>, what: &DiskEvent) {
    match what {
        DiskEvent::Write { offset, bytes } => {
            let content = content.get_or_insert_default();
            let end = offset + bytes.len();
            if content.len() < end {
                content.resize(end, 0);
            }
            content[*offset..end].copy_from_slice(bytes);
        }
        DiskEvent::Truncate { length } => content.get_or_insert_default().resize(*length, 0),
        DiskEvent::Remove => *content = None,
        DiskEvent::Rename { .. } | DiskEvent::Sync | DiskEvent::Answered { .. } => {}
    }
}

impl Disk {
    /// The complete content of a folder, synced.
    pub fn of(folder: &Path) -> Self {
        let mut disk = Self::default();
        disk.add(folder, "");
        disk
    }

    fn add(&mut self, folder: &Path, prefix: &str) {
        for entry in std::fs::read_dir(folder).expect("a folder").flatten() {
            let name = format!("{prefix}{}", entry.file_name().to_string_lossy());
            if entry.path().is_dir() {
                self.add(&entry.path(), &format!("{name}/"));
            } else {
                let durable = Some(std::fs::read(entry.path()).expect("a file"));
                self.files.insert(name, File { before: durable.clone(), durable, ..File::default() });
            }
        }
    }

    pub fn take(&mut self, event: &Event) {
        let File { durable, pending, before } = self.files.entry(event.file.clone()).or_default();
        match &event.what {
            DiskEvent::Sync => {
                if pending.is_empty() {
                    return;
                }
                before.clone_from(durable);
                pending.iter().for_each(|what| apply(durable, what));
                pending.clear();
            }
            DiskEvent::Rename { to } => {
                pending.iter().for_each(|what| apply(durable, what));
                let content = durable.take();
                self.files.remove(&event.file);
                self.files.insert(to.clone(), File { before: content.clone(), durable: content, ..File::default() });
            }
            DiskEvent::Answered { .. } => {}
            what => pending.push(what.clone()),
        }
    }

    /// Writes the wanted files into a folder, as they are after a cut.
    pub fn write(&self, folder: &Path, survives: Survives, chance: &mut u64, wanted: impl Fn(&str) -> bool) {
        for (name, file) in self.files.iter().filter(|(name, _)| wanted(name)) {
            let start = if survives == Survives::LessThanPromised { &file.before } else { &file.durable };
            let mut content = start.clone();
            for what in &file.pending {
                let roll = crate::kill::next_random(chance);
                match (survives, what) {
                    (Survives::All, what) => apply(&mut content, what),
                    (Survives::Some | Survives::Torn, _) if roll.is_multiple_of(2) => {}
                    (Survives::Torn, DiskEvent::Write { offset, bytes }) if bytes.len() > SECTOR => {
                        let sectors = bytes.len() as u64 / SECTOR as u64;
                        let kept = usize::try_from((roll >> 8) % sectors).expect("a few sectors") * SECTOR;
                        apply(&mut content, &DiskEvent::Write { offset: *offset, bytes: bytes[..kept].to_vec() });
                    }
                    (Survives::Some | Survives::Torn, what) => apply(&mut content, what),
                    (Survives::Nothing | Survives::LessThanPromised, _) => {}
                }
            }
            if let Some(content) = content {
                let path = folder.join(name);
                std::fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
                std::fs::write(path, content).expect("a file");
            }
        }
    }
}
