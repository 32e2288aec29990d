import { GetCallerIdentityCommand, STSClient, type STSClientConfig } from '@aws-sdk/client-sts'

/** Returns the ARN of the AWS identity that runs this. */
export async function callersArn(config: STSClientConfig): Promise<string> {
  const { Arn } = await new STSClient(config).send(new GetCallerIdentityCommand({}))
  return Arn ?? 'unknown'
}
