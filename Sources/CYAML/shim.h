// libyaml, from the system. If this header is not found, install it:
//   Debian, Ubuntu:  apt-get install libyaml-dev
//   macOS:           brew install libyaml
#if !__has_include(<yaml.h>)
#error "Stepsmith needs libyaml. Install it: 'apt-get install libyaml-dev' (Debian, Ubuntu) or 'brew install libyaml' (macOS)."
#endif
#include <yaml.h>
