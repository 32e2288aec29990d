import type { ToolRoutes } from '../../web/tool-routes.ts'
import type { OperatorDeps } from '../deps.ts'
import type { DryRuns } from './dry-runs.ts'
import type { Works } from './works.ts'

/** What every page works with. */
export interface ConsoleContext {
  deps: OperatorDeps
  /** A page's address, from its path: `/learner`. */
  at(path: string): string
  /** A moment in the operator's own zone. */
  time(at: number): string
  /** The operator's zone, as an IANA name. */
  zone: string
  stylesheet: string
  works: Works
  dryRuns: DryRuns
  /** Forms of operations that a page may lead to, each with its address and what a link to it says. */
  links: readonly { at: string; link: string }[]
  /** The AWS identity on whose behalf all is done. */
  who: string
}

/** Pages and forms of the console. */
export type ConsoleRoutes = ToolRoutes<ConsoleContext>
