import { z } from 'zod'
import { ApiError } from '../service.ts'

// Limits: SES v2 API reference, MessageHeader, MessageTag, SendBulkEmail.
const Header = z.object({
  Name: z
    .string()
    .max(126)
    .regex(/^[!-9;-~]+$/),
  Value: z
    .string()
    .max(995)
    .regex(/^[ -~]*$/),
})
const Tag = z.object({ Name: z.string().regex(/^[\w-]{1,256}$/), Value: z.string().regex(/^[\w-]{1,256}$/) })
// Without SMTPUTF8, the local part of an address is ASCII and a domain is in punycode.
const Address = z
  .string()
  .max(320)
  .regex(/^[!-~ ]*<?[!-~]+@[!-~]+>?$/, "Local address contains control or whitespace, or isn't ASCII")
const Destination = z.object({
  ToAddresses: z.array(Address).default([]),
  CcAddresses: z.array(Address).default([]),
  BccAddresses: z.array(Address).default([]),
})
const Parts = z.object({
  Subject: z.string().optional(),
  Html: z.string().optional(),
  Text: z.string().optional(),
})

export const Tags = z.array(Tag).default([])
export { Destination }

export const BulkRequest = z.object({
  FromEmailAddress: z.string(),
  ReplyToAddresses: z.array(z.string()).default([]),
  ConfigurationSetName: z.string().optional(),
  DefaultEmailTags: Tags,
  DefaultContent: z.object({
    Template: z.object({
      TemplateContent: Parts,
      TemplateData: z.string().max(262_144).default('{}'),
      Headers: z.array(Header).max(15).optional(),
    }),
  }),
  BulkEmailEntries: z
    .array(
      z.object({
        Destination,
        ReplacementEmailContent: z
          .object({
            ReplacementTemplate: z.object({ ReplacementTemplateData: z.string().max(262_144).default('{}') }),
          })
          .optional(),
        ReplacementHeaders: z.array(Header).max(15).optional(),
        ReplacementTags: Tags,
      }),
    )
    .min(1)
    .max(50),
})
export type BulkRequest = z.infer<typeof BulkRequest>
export type BulkEntry = BulkRequest['BulkEmailEntries'][number]

/** @throws {ApiError} if SES would reject the whole call */
export function parseRequest<T>(schema: z.ZodType<T>, body: Buffer): T {
  if (body.length > 1_048_576) throw new ApiError('BadRequestException', 'The request is larger than 1 MB.')
  const parsed = schema.safeParse(JSON.parse(body.toString('utf8')))
  if (parsed.success) return parsed.data
  throw new ApiError('BadRequestException', z.prettifyError(parsed.error))
}

export const recipients = ({
  ToAddresses,
  CcAddresses,
  BccAddresses,
}: z.infer<typeof Destination>): string[] => [...ToAddresses, ...CcAddresses, ...BccAddresses]

export const tagMap = (tags: z.infer<typeof Tags>): Record<string, string> =>
  Object.fromEntries(tags.map(({ Name, Value }) => [Name, Value]))
