import { z } from 'zod'
import { ApiError, json, type Service } from '../service.ts'
import { Destination, parseRequest, recipients, Tags, tagMap } from './bulk-request.ts'
import type { PostOffice } from './post-office.ts'

const Request = z.looseObject({
  FromEmailAddress: z.string(),
  Destination,
  ReplyToAddresses: z.array(z.string()).default([]),
  EmailTags: Tags,
  ConfigurationSetName: z.string().optional(),
})

/** One email. What its content may be is decided by aws-ses-v2-local. */
export function sendEmail(office: PostOffice): Service {
  return async ({ body, caller }) => {
    const request = parseRequest(Request, body)
    office.checkSender(request.FromEmailAddress)
    if (!office.knowsConfigurationSet(request.ConfigurationSetName))
      throw new ApiError(
        'NotFoundException',
        `Configuration set ${request.ConfigurationSetName} does not exist.`,
        404,
      )
    const to = recipients(request.Destination)
    const { admitted } = office.parts.limits.admit(to.length)
    if (admitted < to.length)
      throw new ApiError('TooManyRequestsException', 'Maximum sending rate exceeded.', 429)
    const rendered = await office.parts.renderer.single(request)
    const letter = {
      to,
      from: request.FromEmailAddress,
      replyTo: request.ReplyToAddresses,
      tags: tagMap(request.EmailTags),
      configurationSet: request.ConfigurationSetName,
      caller,
    }
    return json(200, { MessageId: office.accept(letter, rendered) })
  }
}
