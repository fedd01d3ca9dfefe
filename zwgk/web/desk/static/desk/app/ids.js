// Random names: of records, and the codes that visitors keep.

/** A random UUID; crypto.randomUUID is too young for the phones we meet. */
export function uuid() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 15) | 64;
  bytes[8] = (bytes[8] & 63) | 128;
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  const cuts = [[0, 8], [8, 12], [12, 16], [16, 20], [20, 32]];
  return cuts.map(([from, to]) => hex.slice(from, to)).join("-");
}

// As in zwgk.enquiries.codes: without letters and digits that people confuse.
const ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ";

/** A query code of 12 characters; values that would favour some letters are thrown away. */
export function queryCode() {
  const fair = 256 - (256 % ALPHABET.length);
  let code = "";
  while (code.length < 12) {
    const [byte] = crypto.getRandomValues(new Uint8Array(1));
    if (byte < fair) code += ALPHABET[byte % ALPHABET.length];
  }
  return code;
}

/** ABCD-EFGH-JKMN. */
export const grouped = (code) => code.replace(/(.{4})(?=.)/g, "$1-");
