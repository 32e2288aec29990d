import type { AuthoredJourney } from '../../../shared/content/authored-journey.ts'
import type { Progress } from '../command/progress.ts'
import type { Style } from '../command/style.ts'
import type { OperatorDeps } from '../deps.ts'

/** One run of an operation, at a terminal or in the console. */
export interface Session<Deps = OperatorDeps> {
  /** The system; opened on first use. */
  open(): Promise<Deps>
  /** Reports something beside the result. */
  says(words: string): void
  progress(progress: Progress): void
  /** How to format what is reported beside the result. */
  style: Style
  /**
   * Adapts a journey to what the system may send.
   * @throws if SES would refuse its emails there.
   */
  asSentFrom?(journey: AuthoredJourney): Promise<AuthoredJourney>
  /** Present at a terminal. */
  terminal?: Terminal<Deps>
}

/** What only a terminal has. */
interface Terminal<Deps> {
  /** Opens the system again if its clock may have been moved; otherwise the same one. */
  openAnew(): Promise<Deps>
  /** The operator's time zone, as an IANA name. */
  zone: string
  /** Resolves at Ctrl-C. */
  interrupted(): Promise<void>
}

/** The session of an operation that may change something. */
export interface ChangeSession<Deps = OperatorDeps> extends Session<Deps> {
  /** The operator's reason; never empty. */
  why: string
  /**
   * Asks for confirmation.
   * @throws OperatorProblem after a no, or if nobody can answer.
   */
  agree(question: string): Promise<void>
  /**
   * Work that the operator may stop.
   * @param question asks for confirmation; if absent, none is needed.
   */
  stoppable<T>(work: (wantsToStop: () => Promise<boolean>) => Promise<T>, question?: string): Promise<T>
}
