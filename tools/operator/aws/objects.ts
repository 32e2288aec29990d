import {
  DeleteObjectCommand,
  GetObjectCommand,
  NoSuchKey,
  S3Client,
  type S3ClientConfig,
} from '@aws-sdk/client-s3'

/** The location of an object. */
interface Place {
  bucket: string
  key: string
}

/** Objects in S3 buckets, as text. */
export interface Objects {
  /** @returns undefined if the object does not exist any more */
  read: (place: Place) => Promise<string | undefined>
  remove: (place: Place) => Promise<void>
}

/** Objects in S3 buckets. */
export function s3Objects(config: S3ClientConfig): Objects {
  const client = new S3Client(config)
  return {
    async read({ bucket: Bucket, key: Key }) {
      try {
        const { Body } = await client.send(new GetObjectCommand({ Bucket, Key }))
        return await Body?.transformToString()
      } catch (error) {
        if (error instanceof NoSuchKey) return undefined
        throw error
      }
    },
    async remove({ bucket: Bucket, key: Key }) {
      await client.send(new DeleteObjectCommand({ Bucket, Key }))
    },
  }
}
