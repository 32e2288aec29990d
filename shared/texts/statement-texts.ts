import type { Section } from './messages.ts'

/** Who runs this service: what statements say about it. */
export interface Operator {
  organisation: string
  contact: string
}

/** A long text in sections. */
export interface Statement {
  title: string
  lead: string
  sections: readonly Section[]
  /** When the text was last changed, for people: `23 November 2026`. */
  changed: string
}

/** What is said about the service as such, about whoever runs it. */
export interface StatementTexts {
  privacy: (operator: Operator) => Statement
  accessibility: (operator: Operator) => Statement
  sharing: (operator: Operator) => Statement
}
