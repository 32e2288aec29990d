import type { AuthoredJourney } from '../../../shared/content/authored-journey.ts'
import type { Progress } from '../command/progress.ts'
import type { Style } from '../command/style.ts'
import type { OperatorDeps } from '../deps.ts'

/** One run of an operation, be it at a terminal or in the console. */
export interface Session<Deps = OperatorDeps> {
  /** The system that it is about: opened when first asked for, and the same from then on. */
  open(): Promise<Deps>
  /** Says something beside the result. */
  says(words: string): void
  progress(progress: Progress): void
  /** How what is said beside the result is written down. */
  style: Style
  /** A journey as the system may send it. @throws what says why SES would refuse its emails there. */
  asSentFrom?(journey: AuthoredJourney): Promise<AuthoredJourney>
  /** Where somebody waits at a terminal. */
  terminal?: Terminal<Deps>
}

/** What only a terminal has. */
interface Terminal<Deps> {
  /** The system anew, where its clock may have been moved since it was opened; the same otherwise. */
  openAnew(): Promise<Deps>
  /** The operator's time zone, as an IANA name. */
  zone: string
  /** Until somebody presses Ctrl-C. */
  interrupted(): Promise<void>
}

/** A run that may change something. */
export interface ChangeSession<Deps = OperatorDeps> extends Session<Deps> {
  /** The operator's own words; never empty. */
  why: string
  /** Goes on after a yes. @throws OperatorProblem after a no, or when nobody is there to ask. */
  agree(question: string): Promise<void>
  /**
   * Work that somebody may want to end on its way.
   * @param question asks whether that is meant; it is if absent.
   */
  stoppable<T>(work: (wantsToStop: () => Promise<boolean>) => Promise<T>, question?: string): Promise<T>
}
