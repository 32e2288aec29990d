import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { ownSource } from '../shared/contracts/bus-rules.ts'
import { sharedDomains } from '../shared/contracts/shared-domains.ts'
import { readUtf8 } from '../shared/contracts/utf8-file.ts'
import { problemsTogether } from './settings-together.ts'

const domain = z
  .string()
  .regex(/^(?=.{4,253}$)([a-z0-9](-?[a-z0-9])*\.)+[a-z]{2,}$/, 'expected a domain, such as learn.example.org')
const origin = z
  .string()
  .regex(/^https:\/\/[a-z0-9.-]+(:\d+)?$/, 'expected an origin, such as https://example.org, without a path')
const account = z.string().regex(/^\d{12}$/, 'expected the twelve digits of an AWS account')
const source = z
  .string()
  .min(1)
  .max(256)
  .refine(
    name => name !== ownSource && !name.startsWith('aws.'),
    `"${ownSource}" is our own source and "aws." belongs to AWS; expected a name of the platform's own`,
  )
/** What CloudWatch Logs accepts (API reference, PutRetentionPolicy). */
const retentionDays = [1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731] as const

/** Each setting by itself. */
const separately = z.strictObject({
  /** Part of every name, so that several deployments can share an account. */
  stage: z.string().regex(/^[a-z][a-z0-9-]{0,19}$/, 'expected up to 20 of a-z, 0-9 and -, a letter first'),
  region: z
    .string()
    .regex(/^[a-z]{2}(-[a-z]+)+-\d$/, 'expected a region, such as eu-west-2')
    .default('eu-west-2'),
  /** Emails come from addresses at this domain. */
  mailDomain: domain,
  /** Who hears of an alarm. */
  alarmEmail: z.email(),
  /** Who runs the service, as the privacy notice and the accessibility statement name them, and where people write to. */
  operator: z.strictObject({ name: z.string().min(1).max(200), contact: z.email() }),
  /** Where to report a security problem, if not to the operator: an email address, or the address of a page. */
  securityContact: z.union([z.email(), z.url({ protocol: /^https$/ })]).optional(),
  /** A Route 53 zone of the mail domain and of the site; without one, DNS records are made by hand. */
  hostedZone: z.strictObject({ id: z.string().min(1), name: domain }).optional(),
  /** An own name for the pages; without one they stand at the HTTP API's address. */
  site: z.strictObject({ domain, certificateArn: z.string().startsWith('arn:') }).optional(),
  /** A distribution with a firewall before the pages, under the site's own name; its certificate is in us-east-1. */
  distribution: z
    .strictObject({
      /** A network with more requests in five minutes is turned away; a hospital is one network, a mail gateway too. */
      requestsPerNetwork: z.int().min(100).max(2_000_000_000).default(30_000),
    })
    .optional(),
  defaultJourney: z
    .string()
    .regex(/^[a-z0-9-]+$/)
    .default('shiftworks'),
  /** Where pictures are published, as the outputs of the deployment name it: told to authors, and nothing is made of it. */
  pictures: z.strictObject({ bucket: z.string().min(3).max(63), url: origin }).optional(),
  /** Websites from which visitors may post the sign-up form, by a copied form or by a script. */
  allowedOrigins: z.array(origin).default([]),
  /** Beginnings of addresses to which a copied form may send people back. */
  allowedReturnUrls: z
    .array(z.url({ protocol: /^https$/ }).regex(/^[^,]*$/, 'expected an address without a comma'))
    .default([]),
  /** Domains at which mailboxes say nothing of an employer: people there are matched in circles like anybody else. */
  sharedDomains: z.array(domain).default([...sharedDomains]),
  signUpsPerNetworkHour: z.int().min(1).max(1_000_000).default(600),
  /** An alarm rings when so many forms that ask for an email are taken in within an hour. */
  manySignUpsAnHour: z.int().min(1).max(10_000_000).default(2_000),
  /** Learning platforms that may report completions: the `source` of their events, and their account if it is another. */
  learningPlatforms: z
    .array(z.strictObject({ source, account: account.optional() }))
    .min(1)
    // The bus's policy names each account, and may be 10 KB long.
    .max(20)
    .default([{ source: 'learning-platform' }]),
  /** Above this many requests a second that only read, the pages answer 429. A burst may be twice as high. */
  requestsPerSecond: z.int().min(1).max(10_000).default(2_000),
  /** Above this many presses a second on one kind of button, its route answers 429. A burst may be twice as high. */
  pressesPerSecond: z.int().min(1).max(5_000).default(200),
  /** How many Lambda invocations of this deployment may run at once: the account's quota, or this stage's part of it. */
  accountConcurrency: z.int().min(10).max(100_000).default(10),
  /** Reserves, and so caps, what may run of deliver-due at once. Needs spare concurrency in the account. */
  maxDeliveryConcurrency: z.int().min(1).max(1_000).optional(),
  /** After a point-in-time restore: the stream (ARN) of the restored table, which is then used instead of the first. */
  restoredTableStream: z
    .string()
    .regex(
      /^arn:[a-z-]+:dynamodb:[a-z0-9-]+:\d{12}:table\/[\w.-]+\/stream\/.+$/,
      "expected a table stream's ARN",
    )
    .optional(),
  logRetentionDays: z.literal(retentionDays).default(30),
  /** For how long the events of the past can be replayed; 0 is for ever. */
  archiveDays: z.int().min(0).max(36_500).default(400),
  /** What stands before `#heading` in an alarm's message. */
  runbook: z.string().min(1).default('docs/runbook.md'),
})

/**
 * Everything that an operator decides about one deployment ("stage"). Written as `infra/stages/<stage>.json`;
 * each setting is explained for operators in docs/deploying.md.
 */
export const Settings = separately.superRefine((settings, { addIssue }) => {
  for (const { setting, message } of problemsTogether(settings))
    addIssue({ code: 'custom', path: [setting], message })
})
export type Settings = z.infer<typeof Settings>

const stages = join(import.meta.dirname, 'stages')

/** A message for the operator, about what they wrote. */
export class WrongSettings extends Error {
  override name = 'WrongSettings'
}

/**
 * Checks one stage's settings and fills in the defaults.
 * @throws {WrongSettings} naming each setting that is wrong, unknown or missing
 */
export function checkSettings(stage: string, written: unknown): Settings {
  const parsed = Settings.safeParse({ stage, ...(written as object) })
  if (parsed.success) return parsed.data
  const problems = parsed.error.issues.map(
    ({ path, message }) => `  ${path.join('.') || 'the file'}: ${message}`,
  )
  throw new WrongSettings(
    `The settings of stage "${stage}" are wrong, so nothing was synthesised:\n${problems.join('\n')}\nMend infra/stages/${stage}.json; docs/deploying.md explains each setting.`,
  )
}

/**
 * Reads `infra/stages/<stage>.json`.
 * @throws {WrongSettings} when there is no such file, when it isn't JSON, or as `checkSettings` does
 */
export function readSettings(stage: string, folder = stages): Settings {
  const path = join(folder, `${stage}.json`)
  if (!existsSync(path))
    throw new WrongSettings(
      `There is no stage "${stage}": infra/stages/${stage}.json doesn't exist. Copy infra/stages/example.json to it and fill it in (docs/deploying.md).`,
    )
  return checkSettings(stage, parseJson(stage, readFileSync(path)))
}

function parseJson(stage: string, bytes: Uint8Array): unknown {
  const read = readUtf8(bytes)
  if ('problem' in read)
    throw new WrongSettings(`infra/stages/${stage}.json, line ${read.problem.line}: ${read.problem.message}`)
  try {
    return JSON.parse(read.text)
  } catch (error) {
    throw new WrongSettings(`infra/stages/${stage}.json is not JSON: ${(error as Error).message}`)
  }
}
