import type { S3ClientConfig } from '@aws-sdk/client-s3'
import type { Picture } from '../../../shared/content/pictures.ts'
import { picturePath } from '../../../shared/contracts/picture-path.ts'

/** Where pictures are published. */
export interface PictureStore {
  /** Before each name, without a slash at the end. */
  url: string
  /** Puts a picture there. Done twice, it is the same: its name says what it holds. */
  put(picture: Picture): Promise<void>
}

/**
 * The bucket behind the distribution. Whoever has a picture once need never ask for it again. What speaks with S3 is loaded
 * with the first picture: most journeys have none.
 */
export const s3Pictures = (
  config: S3ClientConfig,
  bucket: () => Promise<string>,
  url: string,
): PictureStore => ({
  url,
  async put({ name, type, bytes }) {
    const { PutObjectCommand, S3Client } = await import('@aws-sdk/client-s3')
    await new S3Client({ ...config, forcePathStyle: true }).send(
      new PutObjectCommand({
        Bucket: await bucket(),
        Key: `${picturePath.slice(1)}${name}`,
        Body: bytes,
        ContentType: type,
        CacheControl: 'public, max-age=31536000, immutable',
      }),
    )
  },
})
