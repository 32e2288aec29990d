import {
  DeleteSuppressedDestinationCommand,
  ListSuppressedDestinationsCommand,
  NotFoundException,
  type SESv2Client,
} from '@aws-sdk/client-sesv2'
import type { Suppressed, SuppressionList } from '../deps.ts'

async function listed(client: SESv2Client, StartDate: Date): Promise<Suppressed[]> {
  const all: Suppressed[] = []
  let NextToken: string | undefined
  do {
    const page = await client.send(new ListSuppressedDestinationsCommand({ StartDate, NextToken }))
    for (const { EmailAddress, Reason } of page.SuppressedDestinationSummaries ?? [])
      if (EmailAddress)
        all.push({ address: EmailAddress, because: Reason === 'COMPLAINT' ? 'complaint' : 'bounce' })
    NextToken = page.NextToken
  } while (NextToken)
  return all
}

/** SES's list of addresses that bounced or complained (SES API v2, ListSuppressedDestinations). */
export const sesSuppressionList = (client: SESv2Client): SuppressionList => ({
  since: from => listed(client, new Date(from)),

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
