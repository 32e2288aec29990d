import { OperatorProblem } from '../problem.ts'

/** The system that a command works on: the one on this machine, or a deployment. */
export type Place =
  | { is: 'local'; stage: 'local'; endpoint: string }
  | { is: 'stage'; stage: string; region: string }

/** The place as the command line names it. */
export interface PlaceOptions {
  local?: boolean
  stage?: string
  region?: string
}

/** The region of a deployment whose settings name none (`infra/settings.ts`). */
const usualRegion = 'eu-west-2'

/** A command line to copy, for the same system. @param words the command with its arguments. */
export const commandLine = (stage: string, words: string): string =>
  `npm run operator -- ${words} ${stage === 'local' ? '--local' : `--stage ${stage}`}`

/** @throws OperatorProblem when the options name no place, or two. */
export function readPlace(options: PlaceOptions, env: Readonly<Record<string, string | undefined>>): Place {
  const { local, stage } = options
  if (local && stage) throw new OperatorProblem('Say --local or --stage, not both.')
  if (local) return { is: 'local', stage: 'local', endpoint: `http://127.0.0.1:${env['AWS_PORT'] ?? '4566'}` }
  if (!stage)
    throw new OperatorProblem('Say which system: --local, or --stage <name> with --region <region>.')
  if (!/^[a-z][a-z0-9-]{0,19}$/.test(stage))
    throw new OperatorProblem(`"${stage}" cannot be a stage: lower-case letters, digits and hyphens only.`)
  return { is: 'stage', stage, region: options.region ?? env['AWS_REGION'] ?? usualRegion }
}
