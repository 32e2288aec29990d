import { type EventBridgeClient, ListRulesCommand, type Rule } from '@aws-sdk/client-eventbridge'

/**
 * Lists the rules of a bus.
 * @param NamePrefix absent: all rules
 */
export async function rulesOf(
  client: EventBridgeClient,
  EventBusName: string,
  NamePrefix?: string,
): Promise<Rule[]> {
  const rules: Rule[] = []
  let NextToken: string | undefined
  do {
    const page = await client.send(new ListRulesCommand({ EventBusName, NamePrefix, NextToken }))
    rules.push(...(page.Rules ?? []))
    NextToken = page.NextToken
  } while (NextToken)
  return rules
}
