//! Finds the data files of jieba-rs (its dictionary and its HMM), which the feature `full-lexicon` embeds. They
//! are part of the crates' sources but not of their interface.

#[cfg(not(feature = "full-lexicon"))]
fn main() {
    println!("cargo:rerun-if-changed=build.rs");
}

#[cfg(feature = "full-lexicon")]
fn main() -> Result<(), String> {
    println!("cargo:rerun-if-changed=build.rs");
    println!("cargo:rerun-if-changed=Cargo.lock");
    // Try offline first: the packages are usually there already, and then no registry is needed.
    let metadata = metadata(&["--offline"]).or_else(|_| metadata(&[]))?;
    for (variable, package, file) in [
        ("KANBAO_JIEBA_DICT", "jieba-rs", "src/data/dict.txt"),
        ("KANBAO_JIEBA_HMM", "jieba-macros", "src/hmm.model"),
    ] {
        let path = folder(&metadata, package)?.join(file);
        if !path.is_file() {
            return Err(format!(
                "{} does not exist; if {package} has moved its data file, correct the path in build.rs",
                path.display()
            ));
        }
        println!("cargo:rustc-env={variable}={}", path.display());
    }
    Ok(())
}

/// Returns the output of `cargo metadata` about the packages of this build.
#[cfg(feature = "full-lexicon")]
fn metadata(flags: &[&str]) -> Result<serde_json::Value, String> {
    let variable = |name: &str| std::env::var_os(name).ok_or(format!("cargo did not set {name}"));
    let mut command = std::process::Command::new(variable("CARGO")?);
    command
        .args(["metadata", "--format-version=1", "--filter-platform"])
        .arg(variable("TARGET")?);
    command.args(flags).current_dir(variable("CARGO_MANIFEST_DIR")?);
    let output = command
        .output()
        .map_err(|error| format!("cannot run cargo metadata: {error}"))?;
    if !output.status.success() {
        return Err(format!(
            "cargo metadata failed: {}",
            String::from_utf8_lossy(&output.stderr)
        ));
    }
    serde_json::from_slice(&output.stdout).map_err(|error| format!("cargo metadata did not print JSON: {error}"))
}

/// Returns the folder of the sources of `package`.
#[cfg(feature = "full-lexicon")]
fn folder(metadata: &serde_json::Value, package: &str) -> Result<std::path::PathBuf, String> {
    metadata
        .get("packages")
        .and_then(serde_json::Value::as_array)
        .and_then(|packages| {
            packages
                .iter()
                .filter(|p| p.get("source").is_some_and(|source| !source.is_null())) // not one that is replaced here
                .find(|p| p.get("name").is_some_and(|name| name == package))
        })
        .and_then(|p| p.get("manifest_path"))
        .and_then(serde_json::Value::as_str)
        .and_then(|manifest| std::path::Path::new(manifest).parent())
        .map(std::path::Path::to_path_buf)
        .ok_or(format!(
            "cargo metadata lists no package {package}, which build.rs takes data files from"
        ))
}
