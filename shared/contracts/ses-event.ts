import * as z from 'zod/mini'

const mail = z.object({
  timestamp: z.iso.datetime({ offset: true }),
  destination: z.array(z.string()),
  tags: z.catchall(z.object({ 'email-id': z.tuple([z.string()]) }), z.array(z.string())),
})

/**
 * An SES event as EventBridge delivers it. Whatever else stands in it (addresses, SMTP diagnostics) is left alone.
 * Source: Amazon SES developer guide, "Examples of event data that Amazon SES publishes".
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
      bounce: z.object({ bounceType: z.string(), bounceSubType: z.string() }),
    }),
    z.object({ eventType: z.literal('Complaint'), mail }),
  ]),
})
export type SesEvent = z.infer<typeof SesEvent>
