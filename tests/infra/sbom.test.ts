import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { expect, it } from 'vitest'
import { z } from 'zod'

const root = resolve(import.meta.dirname, '../..')
const json = (file: string): unknown => JSON.parse(readFileSync(join(root, file), 'utf8'))
const Bom = z.object({
  bomFormat: z.literal('CycloneDX'),
  components: z.array(z.object({ name: z.string(), version: z.string(), purl: z.string() })),
})
const Package = z.object({ dependencies: z.record(z.string(), z.string()) })
const Lock = z.object({ packages: z.record(z.string(), z.object({ version: z.string().optional() })) })

it('the bill of materials names all that functions are made of, at the version of the lock file', () => {
  execFileSync('npm', ['run', 'sbom'], { cwd: root, stdio: 'pipe' })
  const { components } = Bom.parse(json('.build/sbom.cdx.json'))
  const { packages } = Lock.parse(json('package-lock.json'))
  for (const name of Object.keys(Package.parse(json('package.json')).dependencies)) {
    const version = packages[`node_modules/${name}`]?.version
    expect(components, name).toContainEqual(expect.objectContaining({ name, version }))
  }
})
