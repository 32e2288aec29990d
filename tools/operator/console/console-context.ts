import type { ToolRoutes } from '../../web/tool-routes.ts'
import type { OperatorDeps } from '../deps.ts'
import type { DryRuns } from './dry-runs.ts'
import type { Works } from './works.ts'

/** The data that every page needs. */
export interface ConsoleContext {
  deps: OperatorDeps
  /** The address of a page, from its path: `/learner`. */
  at(path: string): string
  /** Formats a moment in the operator's own zone. */
  time(at: number): string
  /** The operator's zone, as an IANA name. */
  zone: string
  stylesheet: string
  works: Works
  dryRuns: DryRuns
  /** Forms of operations that a page may link to, with their addresses and link texts. */
  links: readonly { at: string; link: string }[]
  /** The AWS identity that everything is done with. */
  who: string
}

/** Pages and forms of the console. */
export type ConsoleRoutes = ToolRoutes<ConsoleContext>
