import type { S3ClientConfig } from '@aws-sdk/client-s3'
import type { Picture } from '../../../shared/content/pictures.ts'
import { picturePath } from '../../../shared/contracts/picture-path.ts'

/** The store of published pictures. */
export interface PictureStore {
  /** The base URL, without a trailing slash. */
  url: string
  /** Publishes a picture. Idempotent, because the name is derived from the content. */
  put(picture: Picture): Promise<void>
}

/**
 * The bucket behind the distribution. Browsers may cache pictures for ever. The S3 client is imported with the first
 * picture, because most journeys have none.
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
