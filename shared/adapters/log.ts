/** Notes for operators: what happened and to which random id; never an address, a name or a link. */
export interface Log {
  info(message: string, about?: Readonly<Record<string, unknown>>): void
  warn(message: string, about?: Readonly<Record<string, unknown>>): void
  error(message: string, about?: Readonly<Record<string, unknown>>): void
}
