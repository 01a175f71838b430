import { fileURLToPath } from 'node:url';

const here = (path) => fileURLToPath(new URL(path, import.meta.url));

export default {
  mode: 'production',
  context: here('.'),
  entry: { page: './page.js' },
  // webpack loads parts with script elements, whose addresses need a policy if Trusted Types are required.
  output: { path: here('../site/webpack'), clean: true, trustedTypes: { policyName: 'webpack' } },
  // The usual loaders for a project's own styles.
  module: { rules: [{ test: /\.css$/, use: ['style-loader', 'css-loader'] }] },
  performance: { hints: false },
};
