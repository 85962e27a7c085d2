declare module 'jpeg-js/lib/decoder.js';
