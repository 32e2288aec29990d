import type { ConsoleRoutes } from '../console/console-context.ts'
import type { Section } from '../console/sections.ts'
import type { OperatorDeps } from '../deps.ts'
import type { Inputs, ValuesOf } from './input.ts'
import type { Outcome } from './outcome.ts'
import type { ChangeSession, Session } from './session.ts'

/** A form of the console for an operation. */
export interface Form<I extends Inputs> {
  /** The form's path, with inputs in braces: `/learner/{who}/erase`. */
  at: string
  /** The text of a link to it, on a page that lists possible actions. */
  link?: string
  /** Inputs that follow from the path. */
  with?: Partial<ValuesOf<I>>
  section: Section
  /** Where to go afterwards. Names in the path are those of the address. */
  back: { path: string; words: string }
}

/** Where the operation is in the console, or why it is not. */
export type Presence =
  /** Pages of its own, loaded only by the console. */
  | { pages: () => Promise<ConsoleRoutes> }
  /** It is shown on, or done from, this page of another operation. */
  | { shownAt: string }
  | { absent: string }

/** Forms derived from its inputs. An operation that only reads has no form; it has pages. */
interface Forms<I extends Inputs> {
  forms: readonly Form<I>[]
}

interface Described<I extends Inputs> {
  /** The name in the audit trail: `learner erase`. */
  name: string
  /** Its command, if that is not its name. Several operations may share one. */
  command?: string
  /** The inputs that choose this operation among those that share a command. */
  chosenBy?: readonly (keyof I & string)[]
  /** A summary in one line. */
  summary: string
  /** Further help, before the examples. */
  help?: string
  /** Example command lines, from the command on. */
  examples: readonly string[]
  inputs: I
}

/** An operation that only reads. */
export interface Reading<I extends Inputs = Inputs, Deps = OperatorDeps> extends Described<I> {
  does: 'reads'
  console: Presence
  /** It works on local files, so no system has to be named. */
  withoutSystem?: true
  /** It supports `--watch` at a terminal. */
  canBeWatched?: true
  run(session: Session<Deps>, input: ValuesOf<I>): Promise<Outcome>
}

/** The question before a change. */
export interface Asked {
  /** `Pause delivery on prod?` */
  question: string
  /** The effects of the change, one sentence each. */
  effects: readonly string[]
  /** The text of the button that confirms. */
  button: string
}

/** An operation that changes the system or sends an email, with a reason for the audit trail. */
export interface Change<I extends Inputs = Inputs, Deps = OperatorDeps> extends Described<I> {
  does: 'changes' | 'emails'
  console: Presence | Forms<I>
  /** The question before the change. If absent, `run` asks, because the question needs a long read. */
  ask?(session: Session<Deps>, input: ValuesOf<I>): Asked | Promise<Asked>
  /** Only pages use `ask`; on the command line `run` asks, since it knows more by then. */
  asksAfterLook?: true
  /** Whether the change cannot be undone. */
  isForEver?: true
  /** It can be stopped while it runs. */
  canStop?: true
  run(session: ChangeSession<Deps>, input: ValuesOf<I>): Promise<Outcome>
}

/** Something that an operator can do. The command line and the console are derived from these. */
export type Operation<I extends Inputs = Inputs, Deps = OperatorDeps> = Reading<I, Deps> | Change<I, Deps>

/** Declares an operation that only reads, with typed inputs. */
export const reading = <I extends Inputs>(operation: Reading<I>): Reading<I> => operation

/** Declares an operation that changes something, with typed inputs. */
export const change = <I extends Inputs, Deps = OperatorDeps>(operation: Change<I, Deps>): Change<I, Deps> =>
  operation

/** The words of an operation's command. */
export const commandOf = ({ command, name }: Pick<Operation, 'command' | 'name'>): string => command ?? name
