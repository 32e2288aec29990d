import * as z from 'zod/mini'

const mail = z.object({
  destination: z.array(z.string()),
  tags: z.looseObject({ 'email-id': z.tuple([z.string()]) }),
})

/** A field that SES may omit, or set to null. */
const words = z.optional(z.nullable(z.string()))

/**
 * An SES event as EventBridge delivers it. Only the fields that are used are parsed: the email's id, and what
 * happened. Everything else (addresses, SMTP diagnostics) is ignored. Source: Amazon SES developer guide, "Contents
 * of event data that Amazon SES publishes".
 */
export const SesEvent = z.object({
  source: z.literal('aws.ses'),
  detail: z.discriminatedUnion('eventType', [
    z.object({ eventType: z.literal('Send'), mail }),
    z.object({ eventType: z.literal('Delivery'), mail }),
    z.object({ eventType: z.literal('DeliveryDelay'), mail }),
    z.object({ eventType: z.literal('Reject'), mail }),
    z.object({ eventType: z.literal('Rendering Failure'), mail }),
    z.object({
      eventType: z.literal('Bounce'),
      mail,
      bounce: z.object({ bounceType: z.string(), bounceSubType: words }),
    }),
    z.object({
      eventType: z.literal('Complaint'),
      mail,
      complaint: z.optional(z.object({ complaintFeedbackType: words })),
    }),
  ]),
})
export type SesEvent = z.infer<typeof SesEvent>

/**
 * The value of an email's tag.
 * @returns undefined if SES does not give it.
 */
export function tagOf({ mail }: SesEvent['detail'], name: string): string | undefined {
  const values = mail.tags[name]
  const [value] = Array.isArray(values) ? values : []
  return typeof value === 'string' ? value : undefined
}
