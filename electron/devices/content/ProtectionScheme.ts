/** How a file is locked: Windows Media DRM, FairPlay, Audible, or Common Encryption in an MP4. */
export type ProtectionScheme = 'windowsMedia' | 'fairPlay' | 'audible' | 'commonEncryption';
