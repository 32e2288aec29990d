/** The path of pictures in their address, and the prefix of their names in the bucket. */
export const picturePath = '/pictures/'
