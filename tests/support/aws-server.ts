import { vi } from 'vitest'
import { httpServer } from './http-server.ts'

/** A server in the place of AWS: every client that is made until it closes takes it for AWS. */
export async function awsServer() {
  const server = await httpServer()
  vi.stubEnv('AWS_ENDPOINT_URL', server.url)
  vi.stubEnv('AWS_REGION', 'eu-west-2')
  vi.stubEnv('AWS_ACCESS_KEY_ID', 'test')
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'test')
  return {
    ...server,
    close: () => {
      vi.unstubAllEnvs()
      return server.close()
    },
  }
}
