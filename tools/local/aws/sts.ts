import { randomUUID } from 'node:crypto'
import { account } from '../template/place.ts'
import { ApiError, type Service } from './service.ts'

/** STS in the query protocol, with its one action that matters here. */
export const sts: Service = async ({ action, caller }) => {
  if (action !== 'GetCallerIdentity')
    throw new ApiError('InvalidAction', `The local stack knows STS GetCallerIdentity, not ${action}.`)
  const body = `<GetCallerIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><GetCallerIdentityResult><Arn>arn:aws:iam::${account}:user/${plain(caller)}</Arn><UserId>LOCAL</UserId><Account>${account}</Account></GetCallerIdentityResult><ResponseMetadata><RequestId>${randomUUID()}</RequestId></ResponseMetadata></GetCallerIdentityResponse>`
  return { status: 200, headers: { 'content-type': 'text/xml' }, body: Buffer.from(body) }
}

const plain = (text: string): string => text.replace(/[^A-Za-z0-9+=,.@_-]/g, '-')
