import { EventBridgeClient } from '@aws-sdk/client-eventbridge'

const client = new EventBridgeClient({})

/** A function that only makes an EventBridge client: what every function's import is measured against. */
export const handler = async () => client.config.region()
