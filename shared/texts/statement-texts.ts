import type { Section } from './messages.ts'

/** The organisation that runs this service, for the statements. */
export interface Operator {
  organisation: string
  contact: string
}

/** A long text in sections. */
export interface Statement {
  title: string
  lead: string
  sections: readonly Section[]
  /** The date of the last change, formatted: `23 November 2026`. */
  changed: string
}

/** Statements about the service and the organisation that runs it. */
export interface StatementTexts {
  privacy: (operator: Operator) => Statement
  accessibility: (operator: Operator) => Statement
  sharing: (operator: Operator) => Statement
}
