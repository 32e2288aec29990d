import {
  DeleteSuppressedDestinationCommand,
  NotFoundException,
  type SESv2Client,
} from '@aws-sdk/client-sesv2'
import type { SuppressionList } from '../deps.ts'

/** SES's list of addresses that bounced or complained (SES API v2, DeleteSuppressedDestination). */
export const sesSuppressionList = (client: SESv2Client): SuppressionList => ({
  async remove(EmailAddress) {
    try {
      await client.send(new DeleteSuppressedDestinationCommand({ EmailAddress }))
      return true
    } catch (error) {
      if (error instanceof NotFoundException) return false
      throw error
    }
  },
})
