import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { App } from 'aws-cdk-lib'
import { z } from 'zod'
import { addStacks, createApp } from '../../infra/build-app.ts'
import type { Bundles } from '../../infra/bundle.ts'
import { checkSettings } from '../../infra/settings.ts'
import { functionNames } from '../../shared/contracts/functions.ts'

/** A resource of a template, with its logical id. */
export interface Resource {
  readonly id: string
  readonly Type: string
  readonly Properties: Record<string, unknown>
  readonly DeletionPolicy?: string | undefined
  readonly UpdateReplacePolicy?: string | undefined
  readonly DependsOn?: readonly string[] | undefined
}

const Template = z.object({
  Resources: z.record(
    z.string(),
    z.object({
      Type: z.string(),
      Properties: z.record(z.string(), z.unknown()).default({}),
      DeletionPolicy: z.string().optional(),
      UpdateReplacePolicy: z.string().optional(),
      DependsOn: z.array(z.string()).optional(),
    }),
  ),
  Outputs: z.record(z.string(), z.object({ Value: z.unknown() })).default({}),
})

/** What a test may leave out of its settings. */
export const fewestSettings = {
  mailDomain: 'learn.example.org',
  alarmEmail: 'alarms@example.org',
  operator: { name: 'Example Learning Trust', contact: 'help@example.org' },
}

/** The app of a stage named `test`, with folders that hold a placeholder in the place of each function's bundle. */
export function assemble(settings: object = {}): App {
  const folder = mkdtempSync(join(tmpdir(), 'shiftworks-infra-'))
  const app = createApp(join(folder, 'cdk.out'))
  addStacks(app, checkSettings('test', { ...fewestSettings, ...settings }), placeholders(folder))
  return app
}

type Synthesised = ReturnType<typeof synthesiseAnew>

/** By their settings, for all files of tests that a worker runs: to synthesise takes seconds. */
const synthesised = new Map<string, Synthesised>()

/** What stands in the templates of all stacks with these settings. */
export function synthesise(settings: object = {}): Synthesised {
  const key = JSON.stringify(settings)
  const known = synthesised.get(key) ?? synthesiseAnew(settings)
  synthesised.set(key, known)
  return known
}

/** Synthesises all stacks, cdk-nag included. */
function synthesiseAnew(settings: object) {
  const assembly = assemble(settings).synth()
  const template = (stack: string) =>
    Template.parse(assembly.getStackByName(`ShiftWorks-test-${stack}`).template)
  const [data, service] = [template('data'), template('service')]
  const outputs = { ...data.Outputs, ...service.Outputs }
  const firewall = assembly.stacks.find(({ stackName }) => stackName === 'ShiftWorks-test-firewall')
  return {
    data: listed(data),
    service: listed(service),
    outputs,
    firewall: firewall && {
      region: firewall.environment.region,
      resources: listed(Template.parse(firewall.template)),
    },
  }
}

const listed = ({ Resources }: z.infer<typeof Template>): Resource[] =>
  Object.entries(Resources).map(([id, resource]) => ({ id, ...resource }))

function placeholders(folder: string): Bundles {
  const create = (name: string) => {
    const bundle = join(folder, name)
    mkdirSync(bundle)
    writeFileSync(join(bundle, 'index.mjs'), `export const handler = async () => '${name}'\n`)
    return [name, bundle]
  }
  return Object.fromEntries(functionNames.map(create)) as Bundles
}

export const ofType = (resources: Resource[], type: string): Resource[] =>
  resources.filter(resource => resource.Type === type)

/** The value at a path (`Environment.Variables`) inside a resource's properties; undefined where there is none. */
export function at(value: unknown, path: string): unknown {
  return path
    .split('.')
    .reduce<unknown>((inner, key) => (inner as Record<string, unknown> | undefined)?.[key], value)
}

/** The logical id that a `Ref` or a `Fn::GetAtt` points to. */
export function target(value: unknown): string | undefined {
  const { Ref, 'Fn::GetAtt': attribute } = (value ?? {}) as { Ref?: string; 'Fn::GetAtt'?: string[] }
  return Ref ?? attribute?.[0]
}

/** The logical ids of the functions that nothing but the API starts: it waits for their answers, so they leave no dead letter. */
export function startedByApiAlone(resources: Resource[]): string[] {
  const starters = new Map<string, unknown[]>()
  for (const { Properties } of ofType(resources, 'AWS::Lambda::Permission')) {
    const id = target(Properties['FunctionName']) ?? ''
    starters.set(id, [...(starters.get(id) ?? []), Properties['Principal']])
  }
  const polled = ofType(resources, 'AWS::Lambda::EventSourceMapping').map(({ Properties }) =>
    target(Properties['FunctionName']),
  )
  return [...starters].flatMap(([id, who]) =>
    who.every(principal => principal === 'apigateway.amazonaws.com') && !polled.includes(id) ? [id] : [],
  )
}
