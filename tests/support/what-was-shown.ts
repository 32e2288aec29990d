import type { Sector } from '../../shared/domain/sectors.ts'
import type { DeliveredEmail } from '../../tools/simulation/fake-ses.ts'

/** An excerpt as its writer shared it, and when it was approved and not taken back, from and until. */
export interface Shared {
  writer: string
  sector: Sector | undefined
  module: string
  onShelf: { from: number; until?: number }[]
}

/** What somebody was shown: the words of excerpts, on the page of a module or in the email after it. */
export interface Shown {
  where: 'page' | 'email'
  reader: string
  at: number
  module: string
  words: readonly string[]
}

const words = (text: string): string[] => text.match(/Excerpt \d+\./g) ?? []

/** What people in a life have shared, and what was shown and mailed to whom. */
export class WhatWasShown {
  readonly shared = new Map<string, Shared>()
  readonly shown: Shown[] = []
  /** Everything that somebody kept to themselves and was found on another's page or in an email. */
  readonly leaked: string[] = []
  /** Emails that came twice, or to who had left or was erased. */
  readonly unwanted: string[] = []
  /** How many emails had gone out when somebody left or was erased. */
  readonly #gone = new Map<string, number>()
  readonly #emailed = new Set<string>()
  #read = 0

  /** A page as somebody sees it. */
  sees(reader: string, module: string, body: string, at: number): void {
    // What comes back filled in, to be looked at again, is shown to who has just typed it.
    const page = body.replaceAll(/<textarea[\s\S]*?<\/textarea>/g, '')
    this.shown.push({ where: 'page', reader, at, module, words: words(page) })
    this.#look(page)
  }

  /** All emails that have gone out so far, of which some were read before. */
  reads(delivered: readonly DeliveredEmail[]): void {
    for (const [place, email] of delivered.entries()) if (place >= this.#read) this.#reads(email, place)
    this.#read = delivered.length
  }

  /** Somebody leaves or is erased, after so many emails. */
  goes(person: string, emails: number): void {
    this.#gone.set(person, emails)
  }

  /** Who is approved now: what was and is not any more has left the shelf. */
  areApproved(excerpts: ReadonlySet<string>, now: number): void {
    for (const [excerpt, { onShelf }] of this.shared) {
      const last = onShelf.at(-1)
      if (last && last.until === undefined && !excerpts.has(excerpt)) last.until = now
    }
  }

  #reads({ to, at, kind, text, data }: DeliveredEmail, place: number): void {
    this.#look(text)
    const { voicesText = '', readUrl = '' } = data
    const module = /From others who did “Module (\w+)”/.exec(voicesText)?.[1] ?? ''
    this.shown.push({ where: 'email', reader: to, at, module, words: words(voicesText) })
    if (place >= (this.#gone.get(to) ?? Number.POSITIVE_INFINITY))
      this.unwanted.push(`${to} had gone: ${kind}`)
    const about = `${to} ${kind} ${readUrl.split('?')[0]}`
    if (kind === 'module' && this.#emailed.has(about)) this.unwanted.push(`twice: ${about}`)
    this.#emailed.add(about)
  }

  #look(text: string): void {
    this.leaked.push(...(text.match(/Kept \d+\./g) ?? []))
  }
}
