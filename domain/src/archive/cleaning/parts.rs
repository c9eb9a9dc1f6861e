//! Reads bytes from front to back. A read beyond the end is an error: the file is damaged.

use super::Refusal;

pub struct ByteReader<'a> {
    rest: &'a [u8],
}

impl<'a> ByteReader<'a> {
    pub fn new(bytes: &'a [u8]) -> Self {
        Self { rest: bytes }
    }

    pub fn rest(&self) -> &'a [u8] {
        self.rest
    }

    pub fn is_over(&self) -> bool {
        self.rest.is_empty()
    }

    pub fn take(&mut self, count: usize) -> Result<&'a [u8], Refusal> {
        let (taken, rest) = self.rest.split_at_checked(count).ok_or(Refusal::Damaged)?;
        self.rest = rest;
        Ok(taken)
    }

    pub fn array<const N: usize>(&mut self) -> Result<[u8; N], Refusal> {
        self.take(N)?.try_into().map_err(|_| Refusal::Damaged)
    }

    pub fn byte(&mut self) -> Result<u8, Refusal> {
        self.array::<1>().map(|[byte]| byte)
    }

    pub fn u16_big(&mut self) -> Result<u16, Refusal> {
        self.array().map(u16::from_be_bytes)
    }

    /// A length or size; it always fits into memory.
    pub fn u32_big(&mut self) -> Result<usize, Refusal> {
        usize::try_from(u32::from_be_bytes(self.array()?)).map_err(|_| Refusal::Damaged)
    }

    pub fn u32_little(&mut self) -> Result<usize, Refusal> {
        usize::try_from(u32::from_le_bytes(self.array()?)).map_err(|_| Refusal::Damaged)
    }
}
