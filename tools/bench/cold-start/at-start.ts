import type { Metafile } from 'esbuild'

/** The outputs that importing one of them loads at once. */
function loadedWith(output: string, outputs: Metafile['outputs'], loaded = new Set<string>()): Set<string> {
  loaded.add(output)
  for (const { path, kind, external } of outputs[output]?.imports ?? [])
    if (kind === 'import-statement' && !external && !loaded.has(path)) loadedWith(path, outputs, loaded)
  return loaded
}

/** What importing an output reads and compiles at once, in bytes: not what it loads later, with its first use. */
export const bytesAtStart = (output: string, outputs: Metafile['outputs']): number =>
  [...loadedWith(output, outputs)].reduce((sum, one) => sum + (outputs[one]?.bytes ?? 0), 0)
