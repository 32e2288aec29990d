/** `jo@example.org`, of `Jo <jo@example.org>` too. */
export const bareAddress = (text: string): string => /<([^<>]+)>/.exec(text)?.[1] ?? text
