/** The terminal that a command speaks with, so that tests can be one. */
export interface Io {
  /** Results, to standard output. */
  out(text: string): void
  /** Questions, progress and problems, to standard error, so that results can be piped. */
  err(text: string): void
  /** Whether colours reach somebody who sees them. */
  colours: boolean
  /** The operator's time zone, as an IANA name. */
  zone: string
  /** Whether somebody is there to see progress and to answer. */
  interactive: boolean
  /** Asks for a yes. Called only where `interactive`. */
  ask(question: string): Promise<boolean>
  /** Calls back when somebody presses Ctrl-C, until the answer is called. */
  onInterrupt(stop: () => void): () => void
}
