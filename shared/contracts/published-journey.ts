import * as z from 'zod/mini'
import { type Placeholder, placeholders } from '../domain/email-kind.ts'
import type { ModuleEmailKind, SingleEmailKind } from '../domain/email-kind-groups.ts'
import type { EmailKind } from '../domain/email-kinds.ts'
import { ModuleId } from '../domain/ids.ts'
import { Journey } from '../domain/journey.ts'

/** The key of any email of a version: that of a module's email names the module, all others are there once. */
export type EmailKey = SingleEmailKind | `${ModuleEmailKind}.${ModuleId}`

/** The kind of the email with a key. */
export const kindOfKey = (key: EmailKey): EmailKind => key.split('.')[0] as EmailKind

/**
 * How many bytes a placeholder's value has at most in HTML: an address of a domain of 253 characters with a path and a
 * signed token, or the greeting of a name whose every sign is escaped.
 */
export const longestValue = 1000

/** The same of those that hold more: so many times as much, in a journey of so many modules. */
const longer: Partial<Record<Placeholder, (modules: number) => number>> = {
  modulesHtml: modules => modules,
  // Two excerpts of 300 signs that are all escaped, between a heading and an address.
  voicesHtml: () => 7,
  // A heading, a paragraph, and an address in a paragraph of its own.
  roundHtml: () => 2,
  mirrorHtml: modules => modules,
  guessesHtml: modules => modules + 1,
}

/** How many bytes a placeholder's value has at most in HTML, in a journey of so many modules. */
export const longestOf = (name: Placeholder, modules: number): number =>
  (longer[name]?.(modules) ?? 1) * longestValue

const isPlaceholder = (text: string): boolean => placeholders.some(name => text === `{{${name}}}`)
/**
 * Whether a name stands among words, with the signs that belong to them: next to a slash, an @ or a dot inside a word, mail
 * readers would make an address of it.
 */
export const isNameAmongWords = (word: string): boolean =>
  /^(?:[^{}/@.]|\.(?![\w{]))*\{\{firstName(?:Html|Text)\}\}(?:[^{}/@.]|\.(?!\w))*$/.test(word)

const carriesReference = /^https:\/\/[^/?#{}"]+[/?#](?:[^{}"]|\{\{reference\}\})*$/

/**
 * Every placeholder stands for itself. Inside another address it would hand a private link, or a name, to whoever runs
 * that website; the reference alone is made for that, and stands behind the host.
 */
const apart = z.refine<string>(part => {
  const values = Array.from(part.matchAll(/="([^"]*)"/g), ([, value = '']) => value)
  const texts = part.replaceAll(/="[^"]*"/g, ' ').split(/[\s<>]+/)
  const isFree = (text: string) => !/\{\{|\}\}/.test(text)
  return (
    [...values, ...texts].every(
      text => isFree(text) || isPlaceholder(text) || carriesReference.test(text) || isNameAmongWords(text),
    ) && values.every(value => !value.includes('{{firstName'))
  )
}, 'A placeholder stands inside other words or another address. Compile the journey again and publish it.')

/** One compiled email: subject, HTML and its text twin of equal content. */
export const EmailTemplate = z.object({
  key: z.string(),
  /** Room for a journey's title, of 60 characters, and the words around it. SES makes encoded words of it (RFC 2047). */
  subject: z.string().check(z.maxLength(100), apart),
  html: z.string().check(apart),
  text: z.string().check(apart),
  /** Every placeholder that stands in subject, html or text; the sender fills exactly these. */
  placeholders: z.array(z.enum(placeholders)),
  /** What stands where the first name would, for who gave none; in emails that name their reader. */
  nameless: z.optional(z.string()),
})
export type EmailTemplate = z.infer<typeof EmailTemplate>

/** A module as the page that can be read in the browser. `html` is compiled by us and holds no script. */
export const ModulePage = z.object({
  id: ModuleId,
  title: z.string(),
  minutes: z.int().check(z.minimum(1)),
  html: z.string(),
  reflection: z.string(),
  /** The module for who has a minute; not every author writes it. */
  inShort: z.optional(z.string()),
})
export type ModulePage = z.infer<typeof ModulePage>

/** In whose name, and in which language, a version speaks. */
export const Sender = z.object({
  /** `ShiftWorks <hello@example.org>` */
  from: z.string(),
  replyTo: z.optional(z.string()),
  /** BCP 47, for `lang`: `en-GB`. */
  language: z.string(),
})
export type Sender = z.infer<typeof Sender>

/** What a journey adds to where help is, for whoever writes of harm. */
export const Help = z.object({
  /** Beside those of its language. */
  riskWords: z.optional(z.array(z.string())),
  /** How people speak up about a concern at work. */
  speakingUp: z.optional(z.string()),
})
export type Help = z.infer<typeof Help>

/** All that `publish` stores of one journey version. */
export const PublishedJourney = z.object({
  journey: Journey,
  sender: Sender,
  /** What the journey is and for whom, as compiled HTML; versions published before it was kept lack it. */
  about: z.optional(z.string()),
  help: z.optional(Help),
  emails: z.array(EmailTemplate),
  pages: z.array(ModulePage),
})
export type PublishedJourney = z.infer<typeof PublishedJourney>
