import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { LocalProblem } from '../local-problem.ts'

const Resource = z.object({
  Type: z.string(),
  Properties: z.record(z.string(), z.unknown()).default({}),
  Condition: z.string().optional(),
})
export type Resource = z.infer<typeof Resource>

const Parameter = z.object({ Type: z.string(), Default: z.unknown().optional() })

/** The parts of a CloudFormation template that are read here. */
export const Template = z.object({
  Resources: z.record(z.string(), Resource),
  Outputs: z
    .record(z.string(), z.object({ Value: z.unknown(), Export: z.object({ Name: z.unknown() }).optional() }))
    .default({}),
  Conditions: z.record(z.string(), z.unknown()).default({}),
  Parameters: z.record(z.string(), Parameter).default({}),
})
export type Template = z.infer<typeof Template>

export type Stack = {
  name: string
  template: Template
  /** The folder of each file asset, by its hash. */
  assets: Record<string, string>
}

const Manifest = z.object({
  artifacts: z.record(
    z.string(),
    z.object({
      type: z.string(),
      displayName: z.string().optional(),
      properties: z
        .object({ templateFile: z.string().optional(), stackName: z.string().optional() })
        .optional(),
    }),
  ),
})

const Assets = z.object({ files: z.record(z.string(), z.object({ source: z.object({ path: z.string() }) })) })

const json = (path: string): unknown => JSON.parse(readFileSync(path, 'utf8'))

/**
 * Reads every stack of a synthesised CDK app, with the folders of the functions' code.
 * @param folder the app's output folder (`cdk.out`)
 * @throws {LocalProblem} if there is none
 */
export function readAssembly(folder: string): Stack[] {
  const path = join(folder, 'manifest.json')
  if (!existsSync(path))
    throw new LocalProblem(
      `There is no synthesised app in ${folder}. The app ended without writing one: run \`npx cdk synth\` and mend what it says.`,
    )
  const { artifacts } = Manifest.parse(json(path))
  return Object.entries(artifacts)
    .filter(([, { type }]) => type === 'aws:cloudformation:stack')
    .map(([id, { properties }]) =>
      readStack(folder, properties?.stackName ?? id, properties?.templateFile ?? ''),
    )
}

function readStack(folder: string, name: string, templateFile: string): Stack {
  const template = Template.parse(json(join(folder, templateFile)))
  const manifest = join(folder, templateFile.replace(/\.template\.json$/, '.assets.json'))
  const files = existsSync(manifest) ? Assets.parse(json(manifest)).files : {}
  const assets = Object.fromEntries(
    Object.entries(files).map(([hash, { source }]) => [hash, join(folder, source.path)]),
  )
  return { name, template, assets }
}
