/** A steady number from 0 up to 2^32 for a text (FNV-1a over its UTF-16 units); no secret, and no two need be apart. */
export function hashOf(text: string): number {
  let hash = 0x811c9dc5
  for (let i = 0; i < text.length; i += 1) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193)
  return hash >>> 0
}

/**
 * The same, mixed (the finaliser of MurmurHash3), so that texts which differ in a sign alone fall far apart: for choosing
 * among several by the highest.
 */
export function mixedHashOf(text: string): number {
  let hash = hashOf(text)
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
  return (hash ^ (hash >>> 16)) >>> 0
}
