import { z } from 'zod'
import { ApiError, json, type Service } from '../service.ts'
import { Destination, parseRequest, recipients, Tags, tagMap } from './bulk-request.ts'
import type { SesEmulator } from './ses-emulator.ts'

const Request = z.looseObject({
  FromEmailAddress: z.string(),
  Destination,
  ReplyToAddresses: z.array(z.string()).default([]),
  EmailTags: Tags,
  ConfigurationSetName: z.string().optional(),
})

/** SendEmail: one email. aws-ses-v2-local validates its content. */
export function sendEmail(emulator: SesEmulator): Service {
  return async ({ body, caller }) => {
    const request = parseRequest(Request, body)
    emulator.checkSender(request.FromEmailAddress)
    if (!emulator.knowsConfigurationSet(request.ConfigurationSetName))
      throw new ApiError(
        'NotFoundException',
        `Configuration set ${request.ConfigurationSetName} does not exist.`,
        404,
      )
    const to = recipients(request.Destination)
    const { admitted } = emulator.parts.limits.admit(to.length)
    if (admitted < to.length)
      throw new ApiError('TooManyRequestsException', 'Maximum sending rate exceeded.', 429)
    const rendered = await emulator.parts.renderer.single(request)
    const email = {
      to,
      from: request.FromEmailAddress,
      replyTo: request.ReplyToAddresses,
      tags: tagMap(request.EmailTags),
      configurationSet: request.ConfigurationSetName,
      caller,
    }
    return json(200, { MessageId: emulator.accept(email, rendered) })
  }
}
