/** Decodes bytes; undefined if they are invalid in its encoding. */
export type StrictDecoder = (bytes: Uint8Array) => string | undefined

/**
 * Whether bytes mean the same in every encoding still in use: ASCII, without the zeros of UTF-16 and the escapes of
 * ISO-2022-JP.
 */
export const isPlainAscii = (bytes: Uint8Array): boolean =>
  bytes.every(byte => byte > 0 && byte < 0x80 && byte !== 0x1b)

/** Forms are never in UTF-16 (WHATWG Encoding standard, "get an output encoding"), and JSON is UTF-8 (RFC 8259, 8.1). */
function decoderOf(encoding: string): InstanceType<typeof TextDecoder> | undefined {
  try {
    const decoder = new TextDecoder(encoding, { fatal: true })
    return decoder.encoding.startsWith('utf-16') ? undefined : decoder
  } catch {
    return undefined
  }
}

/** Whether an encoding is known and lacks characters, so that browsers send character references for those. */
export const lacksLetters = (encoding: string): boolean =>
  !/^(utf-8|gb18030)$/.test(decoderOf(encoding)?.encoding ?? 'utf-8')

/**
 * A decoder that never produces replacement characters, nor accepts any from an earlier step.
 * @param encoding its label (WHATWG Encoding standard). Of an unknown encoding, only ASCII can be read.
 */
export function strictDecoder(encoding = 'utf-8'): StrictDecoder {
  const decoder = decoderOf(encoding)
  return bytes => {
    if (isPlainAscii(bytes)) return Buffer.from(bytes).toString('latin1')
    try {
      const text = decoder?.decode(bytes)
      return text?.includes('\ufffd') ? undefined : text
    } catch {
      return undefined
    }
  }
}
