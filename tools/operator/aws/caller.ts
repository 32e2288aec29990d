import { GetCallerIdentityCommand, STSClient, type STSClientConfig } from '@aws-sdk/client-sts'

/** The AWS identity on whose behalf this runs, as an ARN. */
export async function callersArn(config: STSClientConfig): Promise<string> {
  const { Arn } = await new STSClient(config).send(new GetCallerIdentityCommand({}))
  return Arn ?? 'unknown'
}
