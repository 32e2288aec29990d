import { terminalText } from '../../terminal/printable.ts'

/** The terminal of a command; tests replace it. */
export interface Io {
  /** Results, to standard output. */
  out(text: string): void
  /** Questions, progress and problems, to standard error, so that results can be piped. */
  err(text: string): void
  /** Whether colours are visible. */
  colours: boolean
  /** The width of a line, in columns. */
  width: number
  /** The operator's time zone, as an IANA name. */
  zone: string
  /** Whether a person can see progress and answer. */
  interactive: boolean
  /**
   * Asks for a yes. Called only where `interactive`.
   * @param broken what Ctrl-C, or the end of all input, says in place of an answer; no if absent.
   */
  ask(question: string, broken?: boolean): Promise<boolean>
  /** Calls back when somebody presses Ctrl-C, until the answer is called. */
  onInterrupt(stop: () => void): () => void
  /** Whether results can be overwritten because they are on a screen. */
  isScreen: boolean
  /** Calls back once the results are no longer read. */
  onUnread(stop: () => void): void
  /** Waits for a number of milliseconds, or until the signal is aborted. */
  rest(milliseconds: number, until: AbortSignal): Promise<void>
}

/** The same terminal, protected from control characters: all output passes through here. */
export const guarded = (io: Io): Io => ({
  colours: io.colours,
  width: io.width,
  zone: io.zone,
  interactive: io.interactive,
  out: text => io.out(terminalText(text)),
  err: text => io.err(terminalText(text)),
  ask: (question, broken) => io.ask(terminalText(question), broken),
  onInterrupt: stop => io.onInterrupt(stop),
  isScreen: io.isScreen,
  onUnread: stop => io.onUnread(stop),
  rest: (milliseconds, until) => io.rest(milliseconds, until),
})
