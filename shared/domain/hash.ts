/** A stable number from 0 to 2^32 - 1 for a text (FNV-1a over its UTF-16 units). It is not secret and may collide. */
export function hashOf(text: string): number {
  let hash = 0x811c9dc5
  for (let i = 0; i < text.length; i += 1) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193)
  return hash >>> 0
}

/**
 * `hashOf`, mixed with the finaliser of MurmurHash3, so that similar texts give very different numbers. For
 * rendezvous hashing.
 */
export function mixedHashOf(text: string): number {
  let hash = hashOf(text)
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
  return (hash ^ (hash >>> 16)) >>> 0
}
