import type { ConsoleRoutes } from '../console/console-context.ts'
import type { Section } from '../console/sections.ts'
import type { OperatorDeps } from '../deps.ts'
import type { Inputs, ValuesOf } from './input.ts'
import type { Outcome } from './outcome.ts'
import type { ChangeSession, Session } from './session.ts'

/** Where a form of the console asks for an operation. */
export interface Form<I extends Inputs> {
  /** Its address: `/learner/{who}/erase`. Names in it are inputs. */
  at: string
  /** What a link to it says, on a page that lists what can be done. */
  link?: string
  /** Inputs that follow from the address. */
  with?: Partial<ValuesOf<I>>
  section: Section
  /** Where to go from there; names in the path are those of the address. */
  back: { path: string; words: string }
}

/** Where the console has an operation; or why it has not. */
export type Presence =
  /** Pages of its own, loaded by the console alone. */
  | { pages: () => Promise<ConsoleRoutes> }
  /** What it tells stands on this page of another operation, or is done from there. */
  | { shownAt: string }
  | { absent: string }

/** Forms that ask for it, made from its inputs. What only looks has nothing to ask, so it has pages. */
interface Forms<I extends Inputs> {
  forms: readonly Form<I>[]
}

interface Described<I extends Inputs> {
  /** As the audit trail calls it: `learner erase`. */
  name: string
  /** Its command, where that is not its name. Several operations may share one. */
  command?: string
  /** The inputs of which any makes it this operation, and not the plain one of the command that it shares. */
  chosenBy?: readonly (keyof I & string)[]
  /** In a line. */
  summary: string
  /** What else there is to know, before the examples. */
  help?: string
  /** Command lines, from the command on. */
  examples: readonly string[]
  inputs: I
}

/** An operation that only looks. */
export interface Reading<I extends Inputs = Inputs, Deps = OperatorDeps> extends Described<I> {
  does: 'reads'
  console: Presence
  /** It is about files on this machine, and no system has to be named. */
  withoutSystem?: true
  /** At a terminal somebody may look on, with `--watch`. */
  canBeWatched?: true
  run(session: Session<Deps>, input: ValuesOf<I>): Promise<Outcome>
}

/** What is asked before something is changed. */
export interface Asked {
  /** `Pause delivery on prod?` */
  question: string
  /** What it will do, a sentence each. */
  effects: readonly string[]
  /** What the button says that means yes. */
  button: string
}

/** An operation that changes the system, or has an email sent; with a reason, which the audit trail keeps. */
export interface Change<I extends Inputs = Inputs, Deps = OperatorDeps> extends Described<I> {
  does: 'changes' | 'emails'
  console: Presence | Forms<I>
  /** What is asked before it is done. Where it is absent `run` asks, because what to ask takes a long look. */
  ask?(session: Session<Deps>, input: ValuesOf<I>): Asked | Promise<Asked>
  /** Only pages ask by `ask`: the command line's operator is asked by `run`, which knows more by then. */
  asksAfterLook?: true
  /** It cannot be undone. */
  isForEver?: true
  /** It can be stopped on its way. */
  canStop?: true
  run(session: ChangeSession<Deps>, input: ValuesOf<I>): Promise<Outcome>
}

/** Something that an operator can do. The command line and the console are made from these. */
export type Operation<I extends Inputs = Inputs, Deps = OperatorDeps> = Reading<I, Deps> | Change<I, Deps>

/** An operation that only looks, with its inputs known by type. */
export const reading = <I extends Inputs>(operation: Reading<I>): Reading<I> => operation

/** An operation that changes something, with its inputs known by type. */
export const change = <I extends Inputs, Deps = OperatorDeps>(operation: Change<I, Deps>): Change<I, Deps> =>
  operation

/** The words of the command that an operation belongs to. */
export const commandOf = ({ command, name }: Pick<Operation, 'command' | 'name'>): string => command ?? name
