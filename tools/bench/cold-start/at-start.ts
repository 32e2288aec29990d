import type { Metafile } from 'esbuild'

/** The outputs that importing one of them loads at once: not what it loads later, with its first use. */
export function filesAtStart(
  output: string,
  outputs: Metafile['outputs'],
  loaded = new Set<string>(),
): Set<string> {
  loaded.add(output)
  for (const { path, kind, external } of outputs[output]?.imports ?? [])
    if (kind === 'import-statement' && !external && !loaded.has(path)) filesAtStart(path, outputs, loaded)
  return loaded
}

/** What importing an output reads and compiles at once, in bytes. */
export const bytesAtStart = (output: string, outputs: Metafile['outputs']): number =>
  [...filesAtStart(output, outputs)].reduce((sum, one) => sum + (outputs[one]?.bytes ?? 0), 0)
