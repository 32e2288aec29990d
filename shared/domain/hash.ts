/** A steady number from 0 up to 2^32 for a text (FNV-1a over its UTF-16 units); no secret, and no two need be apart. */
export function hashOf(text: string): number {
  let hash = 0x811c9dc5
  for (let i = 0; i < text.length; i += 1) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193)
  return hash >>> 0
}
