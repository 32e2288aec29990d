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
/** The retention times that CloudWatch Logs accepts, in days (API reference, PutRetentionPolicy). */
const retentionDays = [1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731] as const

/** The settings, each checked without the others. */
const separately = z.strictObject({
  /** Part of every name, so that several deployments can share an account. */
  stage: z.string().regex(/^[a-z][a-z0-9-]{0,19}$/, 'expected up to 20 of a-z, 0-9 and -, a letter first'),
  region: z
    .string()
    .regex(/^[a-z]{2}(-[a-z]+)+-\d$/, 'expected a region, such as eu-west-2')
    .default('eu-west-2'),
  /** The domain of the emails' sender addresses. */
  mailDomain: domain,
  /** The recipient of alarms. */
  alarmEmail: z.email(),
  /** The operator of the service, as the privacy notice and the accessibility statement name it, and its contact. */
  operator: z.strictObject({ name: z.string().min(1).max(200), contact: z.email() }),
  /** The contact for security problems, if not the operator's: an email address or a page. */
  securityContact: z.union([z.email(), z.url({ protocol: /^https$/ })]).optional(),
  /** A Route 53 zone of the mail domain and the site. Without one, DNS records are made by hand. */
  hostedZone: z.strictObject({ id: z.string().min(1), name: domain }).optional(),
  /** A domain of its own for the pages. Without one, they are at the HTTP API's address. */
  site: z.strictObject({ domain, certificateArn: z.string().startsWith('arn:') }).optional(),
  /**
   * A distribution with a firewall in front of the pages, under the site's domain. Its certificate must be in
   * us-east-1.
   */
  distribution: z
    .strictObject({
      /** A network with more requests in five minutes is blocked. A hospital or a mail gateway is one network. */
      requestsPerNetwork: z.int().min(100).max(2_000_000_000).default(30_000),
    })
    .optional(),
  defaultJourney: z
    .string()
    .regex(/^[a-z0-9-]+$/)
    .default('shiftworks'),
  /** Where pictures are published, from the deployment's outputs. Only shown to authors; the stacks do not use it. */
  pictures: z.strictObject({ bucket: z.string().min(3).max(63), url: origin }).optional(),
  /** Websites from which visitors may post the sign-up form, by a copied form or a script. */
  allowedOrigins: z.array(origin).default([]),
  /** Prefixes of addresses to which a copied form may send people back. */
  allowedReturnUrls: z
    .array(z.url({ protocol: /^https$/ }).regex(/^[^,]*$/, 'expected an address without a comma'))
    .default([]),
  /** Mail domains that are no employer's. People there are matched in circles without regard to an employer. */
  sharedDomains: z.array(domain).default([...sharedDomains]),
  signUpsPerNetworkHour: z.int().min(1).max(1_000_000).default(600),
  /** The number of accepted forms that ask for an email, within an hour, from which an alarm rings. */
  manySignUpsAnHour: z.int().min(1).max(10_000_000).default(2_000),
  /**
   * Learning platforms that may report completions: the `source` of their events, and their account if it is another
   * one.
   */
  learningPlatforms: z
    .array(z.strictObject({ source, account: account.optional() }))
    .min(1)
    // The bus's policy names each account, and may have 10 KB.
    .max(20)
    .default([{ source: 'learning-platform' }]),
  /** The reading requests a second above which pages answer 429. A burst may be twice as high. */
  requestsPerSecond: z.int().min(1).max(10_000).default(2_000),
  /** The presses a second on one kind of button above which its route answers 429. A burst may be twice as high. */
  pressesPerSecond: z.int().min(1).max(5_000).default(200),
  /** The concurrent Lambda invocations for this deployment: the account's quota, or this stage's part of it. */
  accountConcurrency: z.int().min(10).max(100_000).default(10),
  /** Reserves, and so limits, the concurrency of deliver-due. Needs spare concurrency in the account. */
  maxDeliveryConcurrency: z.int().min(1).max(1_000).optional(),
  /**
   * After a point-in-time restore: the ARN of the restored table's stream. That table is then used instead of the
   * first.
   */
  restoredTableStream: z
    .string()
    .regex(
      /^arn:[a-z-]+:dynamodb:[a-z0-9-]+:\d{12}:table\/[\w.-]+\/stream\/.+$/,
      "expected a table stream's ARN",
    )
    .optional(),
  logRetentionDays: z.literal(retentionDays).default(30),
  /** How long past events can be replayed, in days; 0 means for ever. */
  archiveDays: z.int().min(0).max(36_500).default(400),
  /** The address before `#heading` in an alarm's message. */
  runbook: z.string().min(1).default('docs/runbook.md'),
})

/**
 * Everything that an operator decides about a deployment ("stage"), written as `infra/stages/<stage>.json`.
 * docs/deploying.md explains each setting.
 */
export const Settings = separately.superRefine((settings, { addIssue }) => {
  for (const { setting, message } of problemsTogether(settings))
    addIssue({ code: 'custom', path: [setting], message })
})
export type Settings = z.infer<typeof Settings>

const stages = join(import.meta.dirname, 'stages')

/** An error for the operator, about the settings. */
export class WrongSettings extends Error {
  override name = 'WrongSettings'
}

/**
 * Validates a stage's settings and fills in defaults.
 * @throws {WrongSettings} naming each setting that is wrong, unknown or missing.
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
 * @throws {WrongSettings} if there is no such file, if it is not JSON, or as `checkSettings` does.
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
