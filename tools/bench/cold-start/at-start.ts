import type { Metafile } from 'esbuild'

/** The output files that importing a module loads at once, without dynamic imports. */
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

/** The bytes that importing an output reads and compiles at once. */
export const bytesAtStart = (output: string, outputs: Metafile['outputs']): number =>
  [...filesAtStart(output, outputs)].reduce((sum, one) => sum + (outputs[one]?.bytes ?? 0), 0)
