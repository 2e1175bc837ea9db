//! Turns BER into DER: signatures made by Java tools hold indefinite lengths and octet strings in pieces (X.690,
//! 8.1.3.6, 8.7.3), which strict readers of DER refuse.
//!
//! Only the form is made canonical. Order and values stay, so a set that was signed in its own order keeps that order.

/// The deepest nesting of elements; no signature is nested deeper.
const DEEPEST: usize = 48;

/// One element, and the bytes behind it.
struct Element<'a> {
    /// Identifier octets.
    tag: &'a [u8],
    constructed: bool,
    content: &'a [u8],
    rest: &'a [u8],
    indefinite: bool,
}

/// The first element of `bytes` in DER, and the bytes behind it; `None` if `bytes` is no BER.
pub(super) fn to_der(bytes: &[u8]) -> Option<(Vec<u8>, &[u8])> {
    let mut out = Vec::with_capacity(bytes.len());
    let rest = element(bytes, &mut out, DEEPEST)?;
    Some((out, rest))
}

fn element<'a>(bytes: &'a [u8], out: &mut Vec<u8>, depth: usize) -> Option<&'a [u8]> {
    let found = head(bytes)?;
    let depth = depth.checked_sub(1)?;
    let mut content = Vec::new();
    let rest;
    if found.constructed {
        let mut inner = found.content;
        loop {
            if found.indefinite {
                if let Some(after) = inner.strip_prefix(&[0, 0]) {
                    rest = after;
                    break;
                }
            } else if inner.is_empty() {
                rest = found.rest;
                break;
            }
            inner = element(inner, &mut content, depth)?;
        }
    } else {
        content.extend_from_slice(found.content);
        rest = found.rest;
    }
    // X.690, 8.7.3: an octet string in pieces is the concatenation of its pieces.
    let pieces = found.tag == [0x24];
    if pieces {
        content = joined(&content)?;
    }
    if pieces {
        out.push(0x04)
    } else {
        out.extend_from_slice(found.tag)
    }
    length(content.len(), out);
    out.extend_from_slice(&content);
    Some(rest)
}

/// The contents of octet strings one after the other.
fn joined(mut pieces: &[u8]) -> Option<Vec<u8>> {
    let mut all = Vec::with_capacity(pieces.len());
    while !pieces.is_empty() {
        let piece = head(pieces)?;
        if piece.tag != [0x04] {
            return None;
        }
        all.extend_from_slice(piece.content);
        pieces = piece.rest;
    }
    Some(all)
}

fn head(bytes: &[u8]) -> Option<Element<'_>> {
    let first = *bytes.first()?;
    let mut at = 1;
    if first & 0x1f == 0x1f {
        while *bytes.get(at)? & 0x80 != 0 {
            at += 1;
        }
        at += 1;
    }
    let tag = bytes.get(..at)?;
    let constructed = first & 0x20 != 0;
    let size = *bytes.get(at)?;
    at += 1;
    if size == 0x80 {
        let content = bytes.get(at..)?;
        return constructed.then_some(Element { tag, constructed, content, rest: &[], indefinite: true });
    }
    let mut long = usize::from(size);
    if size > 0x80 {
        let digits = bytes.get(at..at + usize::from(size & 0x7f))?;
        at += digits.len();
        long = digits.iter().try_fold(0usize, |sum, digit| sum.checked_mul(256)?.checked_add(usize::from(*digit)))?;
    }
    let end = at.checked_add(long)?;
    Some(Element { tag, constructed, content: bytes.get(at..end)?, rest: bytes.get(end..)?, indefinite: false })
}

fn length(long: usize, out: &mut Vec<u8>) {
    if long < 0x80 {
        out.push(u8::try_from(long).unwrap_or(0));
        return;
    }
    let digits: Vec<u8> = long.to_be_bytes().into_iter().skip_while(|digit| *digit == 0).collect();
    out.push(0x80 | u8::try_from(digits.len()).unwrap_or(0));
    out.extend_from_slice(&digits);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn indefinite_lengths_and_pieces_become_definite_and_whole() {
        // SEQUENCE (indefinite) { OCTET STRING in two pieces, INTEGER with a length in two octets }
        let ber = [0x30, 0x80, 0x24, 0x80, 0x04, 1, 7, 0x04, 0x81, 2, 8, 9, 0, 0, 0x02, 0x81, 1, 5, 0, 0, 0xaa];
        let (der, rest) = to_der(&ber).expect("BER");
        assert_eq!(der, [0x30, 8, 0x04, 3, 7, 8, 9, 0x02, 1, 5]);
        assert_eq!(rest, [0xaa]);
        assert_eq!(to_der(&der).expect("DER").0, der);
    }

    #[test]
    fn what_is_cut_or_too_deep_is_refused() {
        for bad in [&[][..], &[0x30], &[0x30, 5, 1], &[0x30, 0x80, 0x02, 1, 1], &[0x04, 0x80, 0, 0], &[0x1f]] {
            assert!(to_der(bad).is_none(), "{bad:?}");
        }
        assert!(to_der(&[0x30, 0x80].repeat(100)).is_none());
        assert!(to_der(&[0x30, 0x88, 255, 255, 255, 255, 255, 255, 255, 255, 0]).is_none());
    }
}
