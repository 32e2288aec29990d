import * as z from 'zod/mini'
import { type Placeholder, placeholders } from '../domain/email-kind.ts'
import type { ModuleEmailKind, SingleEmailKind } from '../domain/email-kind-groups.ts'
import type { EmailKind } from '../domain/email-kinds.ts'
import { ModuleId } from '../domain/ids.ts'
import { Journey } from '../domain/journey.ts'

/** The key of an email in a version. For a module's email it names the module; all others exist once. */
export type EmailKey = SingleEmailKind | `${ModuleEmailKind}.${ModuleId}`

/** The kind of email that a key stands for. */
export const kindOfKey = (key: EmailKey): EmailKind => key.split('.')[0] as EmailKind

/**
 * The longest value of a placeholder in HTML, in bytes: an address of a domain of 253 characters with a path and a
 * signed token, or a greeting with a fully escaped name.
 */
export const longestValue = 1000

/** Placeholders with longer values: a factor, given the number of modules in the journey. */
const longer: Partial<Record<Placeholder, (modules: number) => number>> = {
  modulesHtml: modules => modules,
  // Two excerpts of 300 characters, fully escaped, with a heading and an address.
  voicesHtml: () => 7,
  // A heading, a paragraph, and an address in a paragraph of its own.
  roundHtml: () => 2,
  mirrorHtml: modules => modules,
  guessesHtml: modules => modules + 1,
}

/** The longest value of a placeholder in HTML, in bytes, given the number of modules in the journey. */
export const longestOf = (name: Placeholder, modules: number): number =>
  (longer[name]?.(modules) ?? 1) * longestValue

const isPlaceholder = (text: string): boolean => placeholders.some(name => text === `{{${name}}}`)
/**
 * Whether a name is surrounded by ordinary text. Next to a slash, an @ or a dot inside a word, mail programs would
 * make a link of it.
 */
export const isNameAmongWords = (word: string): boolean =>
  /^(?:[^{}/@.]|\.(?![\w{]))*\{\{firstName(?:Html|Text)\}\}(?:[^{}/@.]|\.(?!\w))*$/.test(word)

const carriesReference = /^https:\/\/[^/?#{}"]+[/?#](?:[^{}"]|\{\{reference\}\})*$/

/**
 * A placeholder may not be part of another address: that would send a private link or a name to the owner of that
 * website. Only `reference` is meant for it, and only after the host.
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

/** A compiled email: subject, HTML, and plain text with the same content. */
export const EmailTemplate = z.object({
  key: z.string(),
  /** Room for a journey's title of 60 characters and some words around it. SES turns it into encoded words (RFC 2047). */
  subject: z.string().check(z.maxLength(100), apart),
  html: z.string().check(apart),
  text: z.string().check(apart),
  /** All placeholders in subject, HTML and text. The sender fills in exactly these. */
  placeholders: z.array(z.enum(placeholders)),
  /** The substitute for the first name of people who gave none; for emails that name their reader. */
  nameless: z.optional(z.string()),
})
export type EmailTemplate = z.infer<typeof EmailTemplate>

/** A module as a page in the browser. `html` was compiled by us and contains no script. */
export const ModulePage = z.object({
  id: ModuleId,
  title: z.string(),
  minutes: z.int().check(z.minimum(1)),
  html: z.string(),
  reflection: z.string(),
  /** A short version of the module for a reader with one minute; optional. */
  inShort: z.optional(z.string()),
})
export type ModulePage = z.infer<typeof ModulePage>

/** The sender and language of a version. */
export const Sender = z.object({
  /** `ShiftWorks <hello@example.org>` */
  from: z.string(),
  replyTo: z.optional(z.string()),
  /** BCP 47, for the attribute `lang`: `en-GB`. */
  language: z.string(),
})
export type Sender = z.infer<typeof Sender>

/** What a journey adds to the page about help, for people who write about harm. */
export const Help = z.object({
  /** In addition to those of its language. */
  riskWords: z.optional(z.array(z.string())),
  /** How people speak up about a concern at work. */
  speakingUp: z.optional(z.string()),
})
export type Help = z.infer<typeof Help>

/** Everything that is stored when a journey version is published. */
export const PublishedJourney = z.object({
  journey: Journey,
  sender: Sender,
  /** What the journey is and for whom, as compiled HTML. Absent in versions from before this was stored. */
  about: z.optional(z.string()),
  help: z.optional(Help),
  emails: z.array(EmailTemplate),
  pages: z.array(ModulePage),
})
export type PublishedJourney = z.infer<typeof PublishedJourney>
